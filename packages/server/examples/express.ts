import express from 'express'
import {toNodeListener} from 'chatkit-server/node'
import {handler} from './echo.ts'

const app = express()
app.use('/chatkit', toNodeListener(handler))
app.use(express.json()) // and your own routes

export const listening = app.listen(Number(process.env['PORT'] ?? 8000), '127.0.0.1')
