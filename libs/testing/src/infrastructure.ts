export interface Infrastructure {
  readonly natsUrl: string;
  readonly mongodbUri: string;
}

/** The real servers that tests run against: those the environment names, which `startServers` has seen to. */
export function infrastructure(): Infrastructure {
  const { NATS_URL: natsUrl, MONGODB_URI: mongodbUri } = process.env;
  if (!natsUrl || !mongodbUri)
    throw new Error(
      'No servers to test against: set NATS_URL and MONGODB_URI, or name @kraftsamling/testing/global-setup in jest.config.js.',
    );
  return { natsUrl, mongodbUri };
}
