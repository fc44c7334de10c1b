import type { ServiceDescription } from './service.ts';
import { cloudFormation } from './services/cloudformation/routes.ts';
import { cloudWatch } from './services/cloudwatch/routes.ts';
import { events } from './services/events/routes.ts';
import { organizations } from './services/organizations/routes.ts';
import { s3Service } from './services/s3/routes.ts';
import { sqsService } from './services/sqs/routes.ts';
import { sts } from './services/sts/routes.ts';
import { wellarchitected } from './services/wellarchitected/routes.ts';

/** Every service of the embedded AWS. */
export const SERVICES: readonly ServiceDescription[] = [
  cloudFormation,
  cloudWatch,
  events,
  organizations,
  s3Service,
  sqsService,
  sts,
  wellarchitected,
];
