export {FolderByteStore} from './folder-byte-store.ts'
