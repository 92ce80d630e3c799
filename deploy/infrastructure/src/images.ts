/** The servers as images, here and in docker-compose.yml: versions that nothing but a commit changes. */
export const images = { nats: 'nats:2.12.8-alpine', mongodb: 'mongo:8.0.17' } as const;
