export const PROTOCOL_REFERENCE = 'openai-chatkit 1.6.5'
