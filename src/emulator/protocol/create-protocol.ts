import type { ServiceDescription, ServiceErrors } from '../service.ts';
import { createJsonRpc } from './json-rpc.ts';
import type { Protocol } from './protocol.ts';
import { createQuery } from './query.ts';
import { createRestJson } from './rest-json.ts';

/** Makes the protocol of a service from its description. */
export function createProtocol(service: ServiceDescription, errors: ServiceErrors): Protocol {
  switch (service.protocol) {
    case 'rest-json':
      return createRestJson(service, errors);
    case 'json-1.0':
    case 'json-1.1':
      return createJsonRpc(service, errors);
    case 'query':
      return createQuery(service, errors);
    case 'custom':
      return service;
  }
}
