global using ClipSearch.Web.Localization;
global using ClipSearch.Web.Urls;

