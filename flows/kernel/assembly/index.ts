export { reserved } from './memory';
