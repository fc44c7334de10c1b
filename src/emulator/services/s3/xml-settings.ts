/** How the SDK's codecs are to read and write S3: times in XML as ISO 8601, in headers as HTTP dates. */
export const XML_SETTINGS = {
  xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
  serviceNamespace: 'com.amazonaws.s3',
  timestampFormat: { useTrait: true, default: 5 as const },
  httpBindings: true,
};
