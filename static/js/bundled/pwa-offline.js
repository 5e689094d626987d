export{rt as fetchLanguage}from"./app.js";
