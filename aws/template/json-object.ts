export { entryOf, objectOf } from '../../flows/json-object';
