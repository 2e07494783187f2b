export {Fragment, jsx as jsxDEV} from './jsx.ts'
export type {JSX} from './jsx.ts'
