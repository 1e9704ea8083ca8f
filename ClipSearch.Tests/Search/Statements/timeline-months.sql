SELECT date_trunc('month', photos.taken_at) AS month, count(*) FROM photos WHERE true GROUP BY month ORDER BY month DESC
