export {Fragment, jsx, jsx as jsxs} from './jsx.ts'
export type {JSX} from './jsx.ts'
