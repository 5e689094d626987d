import{t as e}from"./practice-later.js";async function t(t,n,r){let i=new e(t,n);await i.fetch(r),i.show({phase:`eccentric`,share:0})}export{t as showStance};
