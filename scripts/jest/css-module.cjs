// A CSS module whose class names are its keys, so that tests can read what was asked for.
module.exports = new Proxy({}, {get: (_, name) => (name === '__esModule' ? false : String(name))})
