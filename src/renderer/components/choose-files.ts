const ACCEPTED = { pictures: 'image/*', videos: 'video/mp4,video/quicktime,.mp4,.mov,.m4v' } as const;

/**
 * Lets a person choose files of a kind; nothing happens when they choose none. Called in answer to a key or a click: the
 * system's dialog opens for nothing else.
 */
export function chooseFiles(kind: keyof typeof ACCEPTED, chosen: (files: readonly File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = ACCEPTED[kind];
  input.multiple = true;
  input.hidden = true;
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    input.remove();
    if (files.length > 0) chosen(files);
  });
  input.addEventListener('cancel', () => input.remove());
  // On the page while the dialog is open: what nothing holds may be collected meanwhile, and what was chosen would never come.
  document.body.append(input);
  input.click();
}
