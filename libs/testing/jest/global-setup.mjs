// JavaScript, so that Jest hands it to Node as it is: Node reads the TypeScript behind it as ES modules, Jest would not here.
export { startServers as default } from '../src/servers.ts';
