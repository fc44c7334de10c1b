import type { HttpRequest } from './service.ts';

/** The credential scope of a SigV4 signature. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

const CREDENTIAL = /^(?<accessKeyId>.+)\/\d{8}\/(?<region>[^/]*)\/(?<service>[^/]+)\/aws4_request$/;

/** The credential scope in the Authorization header, or in the query of a presigned URL; the signature is not verified. */
export function readCredentialScope({ headers, query }: HttpRequest): CredentialScope | undefined {
  const signed = /Credential=(?<credential>[^,\s]+)/.exec(headers.authorization ?? '')?.groups?.credential;
  const { accessKeyId, region, service } =
    CREDENTIAL.exec(signed ?? query.get('X-Amz-Credential') ?? '')?.groups ?? {};
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service };
}
