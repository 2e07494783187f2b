import path from 'node:path'
import {preparePython} from './python-environment.js'
import {startPythonServer} from './python-server.js'

/** Qdrant's own Python client, whose local mode does what the server does: no server can be had from a package registry. */
export const prepareLocalQdrant = () => preparePython('qdrant', ['qdrant-client==1.18.0'])

/** Starts it behind the routes of a Qdrant server that the index uses. @param {string} python of `prepareLocalQdrant` */
export const startLocalQdrant = (python) => startPythonServer(python, path.join(import.meta.dirname, 'local-qdrant.py'))
