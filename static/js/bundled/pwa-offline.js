export{xt as fetchLanguage}from"./app.js";
