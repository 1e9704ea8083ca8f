namespace ClipSearch.Benchmarks;

/// <summary>Generates any number of different, realistic queries of two to eight words.</summary>
internal static class Queries
{
    private static readonly string[] Subjects = ["man", "woman", "cat", "dog", "child", "red car", "old boat", "white horse", "bird", "group of friends", "mountain", "city", "bowl of fruit", "bicycle", "house"];
    private static readonly string[] Actions = ["jumping", "reading", "sleeping", "running", "in the rain", "at night", "under water", "on a beach", "in the snow", "by a window", "seen from above", "at sunset", "in black and white"];
    private static readonly string[] Details = ["", " with a hat", " and a tree", " far away", " close up", " near the sea", " in the fog", " with flowers"];

    /// <summary>Returns the query with the given number. Equal numbers give equal queries.</summary>
    public static string Of(int number)
    {
        var (subject, action, detail) = (Subjects[number % Subjects.Length], Actions[number / Subjects.Length % Actions.Length], Details[number / Subjects.Length / Actions.Length % Details.Length]);
        var round = number / (Subjects.Length * Actions.Length * Details.Length);
        return $"{subject} {action}{detail}{(round > 0 ? $" {round}" : "")}";
    }
}
