// What stood in the place of a component before the plugin's composer took it (see ../compose.ts).

declare module '@chatkit/previous/Root' {
  import type {ReactNode} from 'react'

  export default function Root(props: {children: ReactNode}): ReactNode
}

declare module '@chatkit/previous/DocItem' {
  export {Page as default} from '@chatkit/previous/page'
}

declare module '@chatkit/previous/BlogPostPage' {
  export {Page as default} from '@chatkit/previous/page'
}

declare module '@chatkit/previous/MDXPage' {
  export {Page as default} from '@chatkit/previous/page'
}

declare module '@chatkit/previous/page' {
  import type {ReactNode} from 'react'

  export function Page(props: {content: {frontMatter?: {chat_starters?: unknown}}}): ReactNode
}

declare module '@chatkit/previous/MDXComponents' {
  import type {ComponentType} from 'react'

  const components: {[name: string]: ComponentType}
  export default components
}

declare module '@chatkit/previous/NavbarItem/ComponentTypes' {
  import type {ComponentType} from 'react'

  const types: {[type: string]: ComponentType}
  export default types
}

declare module '@chatkit/previous/CodeBlock/Buttons/CopyButton' {
  import type {ReactNode} from 'react'

  export default function CopyButton(props: {className?: string}): ReactNode
}

declare module '@chatkit/previous/SearchPage' {
  import type {ReactNode} from 'react'

  export default function SearchPage(): ReactNode
}

declare module '@theme/CodeBlock/Buttons/Button' {
  import type {ComponentProps, ReactNode} from 'react'

  export default function Button(props: ComponentProps<'button'>): ReactNode
}

declare module '@chatkit/client-config' {
  import type {ClientConfig} from '../components/ChatWidget/clientConfig.ts'

  /** The owner's functions, if the option `clientConfig` names a module of theirs. */
  const config: ClientConfig
  export default config
}
