/** The load generator: a process of its own, so that it takes nothing from the server's. */
import {answerQuestions} from '../lib/ask.js'
import {flood} from '../load/flood.js'
import {idle} from '../load/idle.js'
import {requests} from '../load/requests.js'
import {openStreams, streams} from '../load/streams.js'

answerQuestions(undefined, {flood, idle, openStreams, requests, streams})
