import Previous from '@chatkit/previous/MDXComponents'
import AskChat from '@theme/AskChat'

/** What MDX files can use without an import. The site's own component of the same name wins. */
export default {AskChat, ...Previous}
