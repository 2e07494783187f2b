export {parseRequest} from './parse-request.ts'
export {
  safeParse,
  safeParseAttachment,
  safeParseEvent,
  safeParseItem,
  safeParseItemPage,
  safeParseRequest,
  safeParseThread,
  safeParseThreadMetadata,
  safeParseThreadPage,
  safeParseUpdate,
  safeParseWidget,
} from './safe-parse.ts'
export type {SafeParseResult} from './check.ts'
export {findWidgetIssues} from './find-widget-issues.ts'
export {ProtocolError} from './protocol-error.ts'
export type {ProtocolErrorCode, ProtocolIssue} from './protocol-error.ts'
export {schemas} from './schemas/index.ts'
