import Previous from '@chatkit/previous/BlogPostPage'
import {composePage} from '../../components/page/composePage.tsx'

export default composePage(Previous)
