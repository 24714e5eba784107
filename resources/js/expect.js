return !!(await (EXPRESSION
));
