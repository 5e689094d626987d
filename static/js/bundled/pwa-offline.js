export{yt as fetchLanguage}from"./app.js";
