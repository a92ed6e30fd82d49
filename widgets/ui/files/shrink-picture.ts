/** Pictures beyond this are made smaller: nobody reads more of a screenshot, and a phone's line is slow. */
const smallEnoughBytes = 1_200_000;
const sideMaxPx = 2_400;
const quality = 0.86;

/**
 * A photo as it needs to be seen: upright, at most `sideMaxPx` wide or high, and without what the camera noted beside
 * it, such as the place. What cannot be made smaller stays as it is.
 */
export async function shrinkPicture(file: File): Promise<Blob> {
  if (file.size <= smallEnoughBytes || !/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, sideMaxPx / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const pen = canvas.getContext('2d');
    if (!pen) return file;
    // What is transparent would turn black.
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    return made && made.size < file.size ? made : file;
  } catch {
    return file;
  }
}
