export { allOf, anyOf, type Ternary } from '../../flows/ternary';
