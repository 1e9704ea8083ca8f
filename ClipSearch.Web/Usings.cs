global using ClipSearch.Web.Localization;

