/** Settings of the SDK's codecs for S3: times are ISO 8601 in XML and HTTP dates in headers. */
export const XML_SETTINGS = {
  xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
  serviceNamespace: 'com.amazonaws.s3',
  timestampFormat: { useTrait: true, default: 5 as const },
  httpBindings: true,
};
