import type {InputTranscribeParams} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {ChatKitError} from '../errors.ts'

/** Turns recorded speech into text by the app's `transcribe`. */
export async function inputTranscribe<Context>(
  {server, context, signal, metadata}: Call<Context>,
  {audio_base64: base64, mime_type: mimeType}: InputTranscribeParams,
): Promise<{text: string}> {
  const [mediaType = ''] = mimeType.split(';')
  const audio = {data: decodeBase64(base64), mimeType, mediaType: mediaType.trim()}
  return server.transcribe(audio, context, {signal, metadata})
}

// Lenient as Python's decoder is: characters outside the alphabet, such as line breaks, are skipped.
function decodeBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text.replaceAll(/[^A-Za-z0-9+/=]/g, '')), (char) => char.charCodeAt(0))
  } catch (error) {
    throw new ChatKitError('InvalidRequest', 'The recording could not be read. Please try again.', {cause: error})
  }
}
