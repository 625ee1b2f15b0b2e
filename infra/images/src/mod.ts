export { buildImage, type Release } from './build-image.ts';
export { buildah, type Archive, type Buildah } from './buildah.ts';
export { imageNames, images, type ImageName } from './image-list.ts';
