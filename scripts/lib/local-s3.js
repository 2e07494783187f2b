import path from 'node:path'
import {preparePython} from './python-environment.js'
import {startPythonServer} from './python-server.js'

/** moto, a server that speaks S3 and keeps everything in memory. */
export const prepareLocalS3 = () => preparePython('s3', ['moto==5.2.5', 'flask==3.1.3', 'flask-cors==6.0.5'])

/** Starts it. @param {string} python of `prepareLocalS3` */
export const startLocalS3 = (python) => startPythonServer(python, path.join(import.meta.dirname, 'local-s3.py'))
