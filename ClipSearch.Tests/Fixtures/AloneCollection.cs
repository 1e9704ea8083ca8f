namespace ClipSearch.Tests.Fixtures;

/// <summary>Tests that measure the whole process, such as its memory. They run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
