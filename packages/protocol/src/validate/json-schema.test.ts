import {z} from 'zod'
import {schemas} from './index.ts'

test.each(Object.entries(schemas.requests))('%s has a JSON schema', (type, schema) => {
  expect(z.toJSONSchema(schema, {io: 'input'})).toMatchObject({
    type: 'object',
    required: ['type', 'params'],
    properties: {type: {const: type}, params: {type: 'object'}},
  })
})

test.each([...Object.entries(schemas.responses), ['event', schemas.threadStreamEvent]] as [string, z.ZodType][])(
  '%s has a JSON schema of what a server sends',
  (_name, schema) => {
    expect(() => z.toJSONSchema(schema, {io: 'output'})).not.toThrow()
  },
)

test('a client need not send what has a default', () => {
  const {properties} = z.toJSONSchema(schemas.userMessageContent.options[1], {io: 'input'})
  expect(properties).toHaveProperty('data.default')
  expect(z.toJSONSchema(schemas.userMessageContent.options[1], {io: 'input'}).required).toEqual(['type', 'id', 'text'])
})
