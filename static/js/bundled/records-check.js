export{g as checkData,_ as checkRecord,v as checkSession,y as reasonOf}from"./app.js";
