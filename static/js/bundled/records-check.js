export{t as checkData,n as checkRecord,r as checkSession,i as reasonOf}from"./records-rules.js";
