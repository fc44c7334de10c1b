import type { CreateResource } from '../deployed.ts';
import { createBucket, createBucketPolicy } from './bucket.ts';
import { createEventSourceMapping } from './event-source-mapping.ts';
import { createEventBus, createEventBusPolicy, createRule } from './events.ts';
import { createEventInvokeConfig, createFunction, createPermission, createVersion } from './function.ts';
import { createQueue, createQueuePolicy } from './queue.ts';
import { createAlarm, createLogGroup, createNothing, createTopic } from './record-only.ts';
import { createRole } from './role.ts';
import { createSchedule } from './schedule.ts';

/** Resource types that the embedded AWS can deploy. */
export const RESOURCE_TYPES: ReadonlyMap<string, CreateResource> = new Map<string, CreateResource>([
  ['AWS::CloudWatch::Alarm', createAlarm],
  ['AWS::CloudWatch::Dashboard', createNothing],
  ['AWS::Events::EventBus', createEventBus],
  ['AWS::Events::EventBusPolicy', createEventBusPolicy],
  ['AWS::Events::Rule', createRule],
  ['AWS::IAM::Role', createRole],
  ['AWS::Lambda::EventInvokeConfig', createEventInvokeConfig],
  ['AWS::Lambda::EventSourceMapping', createEventSourceMapping],
  ['AWS::Lambda::Function', createFunction],
  ['AWS::Lambda::Permission', createPermission],
  ['AWS::Lambda::Version', createVersion],
  ['AWS::Logs::LogGroup', createLogGroup],
  ['AWS::Logs::MetricFilter', createNothing],
  ['AWS::S3::Bucket', createBucket],
  ['AWS::S3::BucketPolicy', createBucketPolicy],
  ['AWS::SNS::Subscription', createNothing],
  ['AWS::SNS::Topic', createTopic],
  ['AWS::SNS::TopicPolicy', createNothing],
  ['AWS::SQS::Queue', createQueue],
  ['AWS::SQS::QueuePolicy', createQueuePolicy],
  ['AWS::Scheduler::Schedule', createSchedule],
]);
