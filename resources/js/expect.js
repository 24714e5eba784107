// What was told until then is known before the answer is. No name of ours is in sight.
try {
  return !!(await (EXPRESSION
  ));
} finally {
  dispatchEvent(new CustomEvent("pyxis:flush"));
}
