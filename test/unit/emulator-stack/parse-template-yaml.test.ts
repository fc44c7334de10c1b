import { expect, it } from 'vitest';
import { parseTemplateYaml } from '../../../src/emulator/stack/parse-template-yaml.ts';

it('reads the short forms of a template in YAML as the long ones', () => {
  const text = [
    'Conditions:',
    '  Both: !And [!Condition One, !Not [!Equals [!Ref Stage, dev]]]',
    'Resources:',
    '  Queue: &queue',
    '    Type: AWS::SQS::Queue',
    '    Properties:',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of CloudFormation
    '      QueueName: !Sub ["${Name}-q", {Name: !Ref Stage}]',
    '      Arn: !GetAtt Other.Arn',
    "      Version: '2012-10-17'",
    '  Copy:',
    '    <<: *queue',
    '    DependsOn: Queue',
  ].join('\n');

  expect(parseTemplateYaml(text)).toEqual({
    Conditions: {
      Both: {
        'Fn::And': [{ Condition: 'One' }, { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] }] }],
      },
    },
    Resources: {
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of CloudFormation
          QueueName: { 'Fn::Sub': ['${Name}-q', { Name: { Ref: 'Stage' } }] },
          Arn: { 'Fn::GetAtt': 'Other.Arn' },
          Version: '2012-10-17',
        },
      },
      Copy: expect.objectContaining({ DependsOn: 'Queue', Type: 'AWS::SQS::Queue' }),
    },
  });
});
