import Previous from '@chatkit/previous/NavbarItem/ComponentTypes'
import ChatKitNavbarItem from '@theme/NavbarItem/ChatKitNavbarItem'

/** The kinds of navbar items, with the assistant's. The site's own one of the same name wins. */
export default {'custom-chatKit': ChatKitNavbarItem, ...Previous}
