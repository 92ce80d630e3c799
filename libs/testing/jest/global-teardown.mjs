export { stopInfrastructure as default } from '../src/infrastructure.ts';
