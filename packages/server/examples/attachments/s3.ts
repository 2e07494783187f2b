import {S3ByteStore} from 'chatkit-server/attachments/s3'

export const bytes = new S3ByteStore({
  endpoint: process.env['S3_ENDPOINT'] ?? 'https://s3.eu-central-1.amazonaws.com',
  region: process.env['S3_REGION'] ?? 'eu-central-1',
  bucket: process.env['S3_BUCKET'] ?? 'my-chat',
  prefix: 'attachments/',
  credentials: {
    accessKeyId: process.env['S3_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: process.env['S3_SECRET_ACCESS_KEY'] ?? '',
  },
})
