namespace Footfall.Simulation.Redis;

/// <summary>Creates keys with their first element, as Redis does.</summary>
internal static class DictionaryEntries
{
    public static T GetOrAdd<T>(this Dictionary<string, T> keys, string key)
        where T : new()
    {
        if (!keys.TryGetValue(key, out T? value))
        {
            keys.Add(key, value = new T());
        }

        return value;
    }
}
