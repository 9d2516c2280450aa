// Loaded into Node programs that a test starts (`NODE_OPTIONS=--require`): connections to the HTTPS port of any host go to the
// stand-in. Node's own requests use no proxy before Node 24.
const net = require('node:net');

const port = Number(process.env.ARM_STAND_IN_PORT);
const { connect } = net.Socket.prototype;

net.Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  if (Number(options?.port) !== 443) return connect.apply(this, args);
  const redirected = { ...options, host: '127.0.0.1', port, lookup: undefined };
  if (Array.isArray(args[0])) {
    args[0][0] = redirected;
    return connect.apply(this, args);
  }
  return connect.call(this, redirected, ...args.slice(1));
};
