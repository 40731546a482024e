// Search of Chinese pages. Sphinx 9.0 names a stemmer that it does not bring (the English one is meant), and splits a
// question only at spaces: here it is split into words, so that a whole message can be pasted.
window.ChineseStemmer = function () {
  return new EnglishStemmer();
};

const chinese = /\p{Script=Han}/u;
const segmenter = window.Intl?.Segmenter && new Intl.Segmenter("zh", { granularity: "word" });

window.splitQuery = (query) => {
  const words = query.split(/[^\p{Letter}\p{Number}_]+/gu).filter((word) => word);
  return words.flatMap((word) => {
    if (!chinese.test(word) || !segmenter) return [word];
    const parts = [...segmenter.segment(word)].map((part) => part.segment);
    const known = parts.filter((part) => part.length > 1 && Search._index?.terms?.[part] !== undefined);
    return known.length ? known : parts.length > 1 && words.length > 1 ? [] : [word];
  });
};
