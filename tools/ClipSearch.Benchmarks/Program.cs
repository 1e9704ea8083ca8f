using System.CommandLine;
using System.Globalization;
using ClipSearch.Benchmarks;
using ClipSearch.Benchmarks.Torture;
using ClipSearch.Core.Models;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var model = new Option<DirectoryInfo>("--model") { Description = "A model folder; a graph that computes its weights while loading is saved with them first.", Required = true };
var vocabulary = new Option<DirectoryInfo?>("--vocabulary") { Description = "The folder of vocab.json and merges.txt; without it, the model folder." };
var photos = new Option<DirectoryInfo>("--photos") { Description = "A folder of photos to seed.", Required = true };
var work = new Option<DirectoryInfo>("--work") { Description = "Where models and data are kept; the data is deleted first.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/benchmarks") };

var program = new Option<FileInfo>("--program") { Description = "The published site.", DefaultValueFactory = _ => new FileInfo("artifacts/site/ClipSearch.Web.dll") };
var site = new Command("site", "The whole site as a process (publish it first: scripts/build): seeding, start, searches by one and by sixteen clients, memory.") { program, model, vocabulary, photos, work };
site.SetAction((parsed, token) => SiteBenchmark.RunAsync(
    parsed.GetRequiredValue(program),
    BenchmarkModel.Prepare(parsed.GetRequiredValue(model), parsed.GetValue(vocabulary), parsed.GetRequiredValue(work)),
    parsed.GetRequiredValue(photos), parsed.GetRequiredValue(work), token));

var steps = new Command("steps", "Each step of a query's and a photo's way, alone.") { model, vocabulary, photos, work };
steps.SetAction(parsed => StepsBenchmark.Run(
    BenchmarkModel.Prepare(parsed.GetRequiredValue(model), parsed.GetValue(vocabulary), parsed.GetRequiredValue(work)),
    parsed.GetRequiredValue(photos)));

var golden = new Argument<FileInfo>("GOLDEN") { Description = "What tools/golden/reference_clip.py wrote for the same weights." };
var compare = new Command("compare", "Both towers against an independent forward pass on the same weights.") { golden, model, vocabulary, work };
compare.SetAction(parsed => ReferenceComparison.Run(
    BenchmarkModel.Prepare(parsed.GetRequiredValue(model), parsed.GetValue(vocabulary), parsed.GetRequiredValue(work)), parsed.GetRequiredValue(golden)));

var rows = new Option<int>("--rows") { Description = "How many photos.", DefaultValueFactory = _ => 100_000 };
var dimensions = new Option<int>("--dimensions") { Description = "Length of an embedding.", DefaultValueFactory = _ => 512 };
var index = new Command("index", "Nearest neighbours in PostgreSQL: exact scan and HNSW, time and recall.") { rows, dimensions, work };
index.SetAction((parsed, token) => IndexBenchmark.RunAsync(parsed.GetValue(rows), parsed.GetValue(dimensions), parsed.GetRequiredValue(work), token));

var precision = new Command("precision", "What storing a model's embeddings in half precision costs: recall against single precision.") { model, photos, work };
precision.SetAction((parsed, token) => PrecisionBenchmark.RunAsync(Opened(parsed.GetRequiredValue(model)), parsed.GetRequiredValue(photos), parsed.GetRequiredValue(work), token));

var again = new Option<bool>("--again") { Description = "Takes the library of the last run, with as many photos, instead of making it anew." };
var library = new Command("library", "A large library of made-up photos: filters, pages, good matches, sweeps, the site's start and memory (publish it first: scripts/build).") { rows, again, program, model, vocabulary, work };
library.SetAction((parsed, token) => LibraryBenchmark.RunAsync(
    parsed.GetValue(rows), parsed.GetValue(again), parsed.GetRequiredValue(program),
    BenchmarkModel.Prepare(parsed.GetRequiredValue(model), parsed.GetValue(vocabulary), parsed.GetRequiredValue(work)), parsed.GetRequiredValue(work), token));

var captions = new Option<FileInfo>("--captions") { Description = "Lines of \"file name, tab, caption\", one for each photo to find.", Required = true };
var retrieval = new Command("retrieval", "How well the model finds each captioned photo among all of them: recall@1, @5 and @10.") { model, photos, captions };
retrieval.SetAction(parsed => RetrievalBenchmark.Run(Opened(parsed.GetRequiredValue(model)), parsed.GetRequiredValue(photos), parsed.GetRequiredValue(captions)));

var gallery = new Option<FileInfo>("--gallery") { Description = "The table of what each photo shows.", Required = true };
var asked = new Option<FileInfo>("--queries") { Description = "The queries with what the first photo must show.", Required = true };
var queries = new Command("queries", "How many of the queries with known answers have a right photo first; the misses are named.") { model, photos, gallery, asked };
queries.SetAction(parsed => QueriesBenchmark.Run(
    Opened(parsed.GetRequiredValue(model)), parsed.GetRequiredValue(photos), parsed.GetRequiredValue(gallery), parsed.GetRequiredValue(asked)));

var known = new Option<FileInfo>("--relevance") { Description = "More queries with what must be true of a right photo, and absent things and nonsense.", Required = true };
var relevance = new Command("relevance", "How well the line between good and weaker matches parts what the library has from what it has not.") { model, photos, gallery, asked, known };
relevance.SetAction(parsed => RelevanceBenchmark.Run(
    Opened(parsed.GetRequiredValue(model)), parsed.GetRequiredValue(photos), parsed.GetRequiredValue(gallery), parsed.GetRequiredValue(asked), parsed.GetRequiredValue(known)));

var different = new Option<DirectoryInfo>("--photos") { Description = "A folder of photos of which no two are alike.", Required = true };
var duplicates = new Command("duplicates", "How well copies of a photo are told from other photos: re-saved, resized, brighter, cropped.") { different };
duplicates.SetAction(parsed => DuplicatesBenchmark.Run(parsed.GetRequiredValue(different)));

return await new RootCommand("ClipSearch's benchmarks: each prints the figures of this machine.") { site, steps, compare, index, precision, library, retrieval, queries, relevance, duplicates, TortureCommand.Create(program, work) }.Parse(args).InvokeAsync();

static ModelFolder Opened(DirectoryInfo folder) => ModelFolder.Open(folder.FullName, folder.Name);
