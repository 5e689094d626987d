export{h as checkData,g as checkRecord,_ as checkSession,v as reasonOf}from"./app.js";
