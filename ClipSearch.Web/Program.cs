using ClipSearch.Core;
using ClipSearch.Web;

Site.Build(ClipSearchOptions.Load(Directory.GetCurrentDirectory())).Run();
