for (const button of document.querySelectorAll('[data-open-guide]')) {
  button.addEventListener('click', () => window.tilltalk?.open?.());
}
