// Never called: that it can be read is all that is asked.
const unused = async () => (EXPRESSION
);
return true;
